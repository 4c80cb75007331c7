"""Fractal noise: the roughness of coasts, hills and borders."""

import numpy as np

from . import frame


def fractal_noise(
    seed: int, purpose: str, shortest_km: float, longest_km: float, slope: float
) -> np.ndarray:
    """Noise of standard deviation 1 whose amplitude falls as wave number to the power -slope.

    Made in the frequency domain, so that it has no grid of its own to be seen in the map.
    Rounded, so that the last bits of a machine's mathematics never decide where a coast runs.
    """
    white = frame.array_stream(seed, purpose).random((frame.ROWS, frame.COLS)) - 0.5
    wave_y = np.fft.fftfreq(frame.ROWS, frame.CELL_KM)[:, None]
    wave_x = np.fft.rfftfreq(frame.COLS, frame.CELL_KM)[None, :]
    wave = np.hypot(wave_x, wave_y)
    wave[0, 0] = 1.0
    kept = (wave <= 1 / shortest_km) & (wave >= 1 / longest_km)
    kept[0, 0] = False
    spectrum = np.fft.rfft2(white) * np.where(kept, wave**-slope, 0.0)
    field = np.fft.irfft2(spectrum, s=white.shape)
    return np.round(field / field.std(), 6)


def crests(field: np.ndarray) -> np.ndarray:
    """A net of thin lines, 1 on the line and falling to 0: where the noise changes its sign."""
    return np.round(np.clip(1 - np.abs(field) * 2.5, 0, 1) ** 2, 6)

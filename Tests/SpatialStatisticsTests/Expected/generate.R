# Writes what spdep finds for the rates of North Carolina, for the tests to compare with:
#
#     Rscript generate.R NC_SIDS.geojson > spdep.json
library(sf)
library(spdep)
counties <- st_read(commandArgs(TRUE)[1], quiet = TRUE)
rates <- 1000 * counties$SID74 / counties$BIR74
neighbors <- poly2nb(counties, queen = TRUE)
whole <- nb2listw(include.self(neighbors), style = "B")
rows <- nb2listw(neighbors, style = "W")
moran <- localmoran(rates, rows, conditional = TRUE, mlvar = TRUE, adjust.x = FALSE)
global <- moran.test(rates, rows, randomisation = TRUE)
text <- function(values) paste0("[", paste(format(values, digits = 17), collapse = ", "), "]")
cat("{\n")
cat(sprintf(' "versions": {"spdep": "%s"},\n', packageVersion("spdep")))
cat(sprintf(' "links": %d,\n', sum(card(neighbors))))
cat(sprintf(' "gi_z": %s,\n', text(as.numeric(localG(rates, whole)))))
cat(sprintf(' "moran_z": %s,\n', text(moran[, "Z.Ii"])))
cat(sprintf(' "global_i": %s,\n', format(global$estimate[[1]], digits = 17)))
cat(sprintf(' "global_z": %s\n', format(unname(global$statistic), digits = 17)))
cat("}\n")

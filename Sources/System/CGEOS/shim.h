/* Only the reentrant API, in which every call names its context handle. */
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

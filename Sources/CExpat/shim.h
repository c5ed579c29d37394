#ifndef NEXSTAGE_CEXPAT_SHIM_H
#define NEXSTAGE_CEXPAT_SHIM_H

#include <expat.h>

#endif

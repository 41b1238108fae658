#if !__ARM_PCS_VFP
#include "../fenv.c"
#endif

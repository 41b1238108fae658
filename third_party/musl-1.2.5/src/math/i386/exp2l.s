# see exp_ld.s

# see exp2l.s

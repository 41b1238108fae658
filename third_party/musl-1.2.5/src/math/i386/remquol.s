# see remquo.s

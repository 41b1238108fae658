# see floor.s

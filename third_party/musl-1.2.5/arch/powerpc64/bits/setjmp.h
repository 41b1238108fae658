typedef unsigned __int128 __jmp_buf[32];

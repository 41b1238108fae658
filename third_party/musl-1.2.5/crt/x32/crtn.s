.section .init
	pop %rax
	ret

.section .fini
	pop %rax
	ret

/* Links a file of data/ into the library as read-only bytes, 8-aligned: file-scope
 *
 *     COUPLET__EMBED(irregular, COUPLET_DATA "/text/irregular.tsv")
 *
 * defines couplet__irregular_start[] and couplet__irregular_end[]. */
#ifndef COUPLET_BASE_EMBED_H
#define COUPLET_BASE_EMBED_H

#define COUPLET__EMBED(name, path)                                                                 \
    __asm__(".pushsection .rodata\n"                                                               \
            ".balign 8\n"                                                                          \
            ".globl couplet__" #name "_start\n.hidden couplet__" #name "_start\n"                  \
            "couplet__" #name "_start:\n"                                                          \
            ".incbin \"" path "\"\n"                                                               \
            ".globl couplet__" #name "_end\n.hidden couplet__" #name "_end\n"                      \
            "couplet__" #name "_end:\n"                                                            \
            ".byte 0\n"                                                                            \
            ".popsection\n");                                                                      \
    extern const char couplet__##name##_start[], couplet__##name##_end[]

#endif

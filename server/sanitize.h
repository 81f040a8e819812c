/*
 * sanitize: is this program built with the address sanitizer?  Its run time
 * needs address space, files under /proc and system calls of its own.
 */
#ifndef SANITIZE_H
#define SANITIZE_H

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif

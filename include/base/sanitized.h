/*
 * Whether this is a build with the address sanitizer, which maps terabytes, writes its report, and
 * looks at the process to find leaks: what protects a process would hinder it.
 */
#ifndef BASE_SANITIZED_H
#define BASE_SANITIZED_H

#include <stdbool.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#ifdef __SANITIZE_ADDRESS__
static const bool sanitized = true;
#else
static const bool sanitized = false;
#endif

#endif

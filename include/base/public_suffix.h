/*
 * Which part of a host's name an organisation has registered, by the list of public suffixes
 * (publicsuffix.org). libpsl is loaded when it is first asked: with the libraries that it needs it
 * takes a third of the time to the first paint, and most runs never ask.
 */
#ifndef BASE_PUBLIC_SUFFIX_H
#define BASE_PUBLIC_SUFFIX_H

/*
 * "example.co.uk" of "mx.example.co.uk", which is in small letters and has no final dot; it points
 * into the host. NULL: it is a public suffix itself or a single label, or there is no libpsl.
 */
const char *public_suffix_registrable(const char *host);

#endif

/*
 * A server and its port written as one, as people copy it from help pages: smtp.example.org:587,
 * 192.0.2.1:25, [2001:db8::1]:465.
 */
#ifndef MODEL_HOST_PORT_H
#define MODEL_HOST_PORT_H

/*
 * Cuts the text in place before its port and returns the port; NULL where it has none, and the
 * text is untouched. An IPv6 address without brackets (RFC 3986 3.2.2) has none.
 */
char *host_port_cut(char *text);

#endif

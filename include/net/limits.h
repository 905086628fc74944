/*
 * The bounds of the worker, which its rights give and its queue keeps: so many connections at
 * once that their descriptors are there.
 */
#ifndef NET_LIMITS_H
#define NET_LIMITS_H

enum {
	connections_max = 512,          /* of all jobs */
	connection_descriptors = 5,     /* at the most, while its name is looked up */
	spare_descriptors = 32,         /* for the pipes, the library and certificates */
	memory_max = 256 * 1024 * 1024, /* bytes of address space */
};

#endif

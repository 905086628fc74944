#include "net/tcp_bytes.h"

#include <linux/tcp.h> /* glibc's struct tcp_info has no tcpi_bytes_received */
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

struct tcp_bytes tcp_bytes_look(int socket)
{
	const socklen_t wanted = offsetof(struct tcp_info, tcpi_bytes_received) +
				 sizeof(((struct tcp_info *)0)->tcpi_bytes_received);
	struct tcp_info info = {0};
	socklen_t len = sizeof(info);

	if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &len) < 0 || len < wanted)
		return (struct tcp_bytes) {0};
	return (struct tcp_bytes) {
		.received = info.tcpi_bytes_received,
		.acked = info.tcpi_bytes_acked,
	};
}

#include "net/tcp_bytes.h"

#include <linux/tcp.h> /* glibc's struct tcp_info has no tcpi_bytes_received */
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

uint64_t arrival_bytes(int socket)
{
	const socklen_t wanted = offsetof(struct tcp_info, tcpi_bytes_received) +
				 sizeof(((struct tcp_info *)0)->tcpi_bytes_received);
	struct tcp_info info = {0};
	socklen_t len = sizeof(info);

	if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &len) < 0 || len < wanted)
		return 0;
	return info.tcpi_bytes_received;
}

/*
 * What a test is measured against: a login with libcurl and nothing around it. argv: the URL, the
 * name to connect to, the CA directory or file, STARTTLS or not; user and password are two lines
 * on stdin. Prints the milliseconds until the server has accepted the login.
 */
#include <curl/curl.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static curl_socket_t connection = CURL_SOCKET_BAD;

static int keep_socket(void *context, curl_socket_t fd, curlsocktype purpose)
{
	(void)context;
	(void)purpose;
	connection = fd;
	return CURL_SOCKOPT_OK;
}

/* The kernel forgets it after each answer. */
static int acknowledge(CURL *easy, curl_infotype type, char *data, size_t len, void *context)
{
	const int on = 1;

	(void)easy;
	(void)type;
	(void)data;
	(void)len;
	(void)context;
	if (connection != CURL_SOCKET_BAD)
		(void)setsockopt(connection, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof(on));
	return 0;
}

static double now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void set_up(CURL *easy, char **argv, const char *user, const char *password)
{
	(void)curl_easy_setopt(easy, CURLOPT_URL, argv[1]);
	(void)curl_easy_setopt(easy, CURLOPT_CAINFO, argv[2]);
	(void)curl_easy_setopt(easy, CURLOPT_USE_SSL,
		(long)(strcmp(argv[3], "starttls") == 0 ? CURLUSESSL_ALL : 0));
	(void)curl_easy_setopt(easy, CURLOPT_USERNAME, user);
	(void)curl_easy_setopt(easy, CURLOPT_PASSWORD, password);
	(void)curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN");
	(void)curl_easy_setopt(easy, CURLOPT_SASL_IR, 1L);
	(void)curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
	(void)curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	(void)curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, acknowledge);
	(void)curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, keep_socket);
}

int main(int argc, char **argv)
{
	char user[500], password[500];
	double start = now_ms();
	CURL *easy = curl_easy_init();
	long code = 0;
	CURLcode result;

	if (argc != 4 || !easy || !fgets(user, sizeof(user), stdin) ||
		!fgets(password, sizeof(password), stdin))
		return 64;
	user[strcspn(user, "\n")] = password[strcspn(password, "\n")] = '\0';
	set_up(easy, argv, user, password);
	result = curl_easy_perform(easy);
	(void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
	(void)printf("%.2f\n", now_ms() - start);
	if (result != CURLE_OK)
		(void)fprintf(stderr, "%s\n", curl_easy_strerror(result));
	return result == CURLE_OK && code == 235 ? 0 : 1;
}

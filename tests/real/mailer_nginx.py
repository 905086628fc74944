"""nginx as the mail proxy that hosters put before their servers: it asks a web server whether a
login is right (here its own), and passes the session on to a relay."""

from mailers import Server, Site, greet_all

def quoted(text: str) -> str:
    """As it stands between quotes in nginx.conf. What nginx hands to the web server has blanks and
    percent signs in hexadecimal."""
    for character, written in (("%", "%25"), (" ", "%20"), ("\\", "\\\\"), ('"', '\\"')):
        text = text.replace(character, written)
    return text


class Nginx(Server):
    """587 (STARTTLS first), 465 (implicit TLS) and 25 (clear text); 1587 and 1465 are the same for
    those who show a certificate of their own, and 2587 and 2465 with one that nobody issued."""

    packages = ("nginx", "libnginx-mod-mail")
    programs = ("usr/sbin/nginx", "usr/lib/nginx/modules/ngx_mail_module.so")

    CONFIG = """
load_module /usr/lib/nginx/modules/ngx_mail_module.so;
user nobody nogroup;
pid $base/nginx.pid;
error_log $log info;
events {
}
http {
  access_log off;
  client_body_temp_path $base/nginx/body;
  proxy_temp_path $base/nginx/proxy;
  fastcgi_temp_path $base/nginx/fastcgi;
  uwsgi_temp_path $base/nginx/uwsgi;
  scgi_temp_path $base/nginx/scgi;
  map_hash_bucket_size 256;
  map "$$http_auth_user:$$http_auth_pass" $$judgement {
    default "Invalid login or password";
    "$login" OK;
  }
  server {
    listen 127.0.0.1:8080;
    add_header Auth-Status $$judgement;
    add_header Auth-Server 127.0.0.1;
    add_header Auth-Port 2525;
    location = /auth {
      return 204;
    }
  }
}
mail {
  server_name mail.example.test;
  auth_http 127.0.0.1:8080/auth;
  smtp_auth plain login;
  xclient off;
  ssl_certificate $cert;
  ssl_certificate_key $key;
  ssl_client_certificate $ca;
  server {
    protocol smtp;
    listen 587;
    starttls only;
  }
  server {
    protocol smtp;
    listen 465 ssl;
  }
  server {
    protocol smtp;
    listen 25;
  }
  server {
    protocol smtp;
    listen 1587;
    starttls only;
    ssl_verify_client on;
  }
  server {
    protocol smtp;
    listen 1465 ssl;
    ssl_verify_client on;
  }
  server {
    protocol smtp;
    listen 2587;
    starttls only;
    ssl_certificate $self_signed;
    ssl_certificate_key $self_signed_key;
  }
  server {
    protocol smtp;
    listen 2465 ssl;
    ssl_certificate $self_signed;
    ssl_certificate_key $self_signed_key;
  }
}
"""

    def start(self, site: Site) -> None:
        (site.base / "nginx").mkdir()
        config = site.base / "nginx.conf"
        login = f"{quoted(site.user)}:{quoted(site.password)}"
        config.write_text(site.fill(self.CONFIG, login=login))
        site.command("nginx", "-e", site.log, "-c", config)
        greet_all(site)

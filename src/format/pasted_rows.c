/* The labels of providers' help pages: a pure table, a line for each language. */
#include "format/pasted.h"

/* A table, each row a sentence. */
/* clang-format off */
const struct pasted_label pasted_labels[] = {
	{"requires authentication", PASTED_NOTHING}, {"require authentication", PASTED_NOTHING},
	{"authentication method", PASTED_NOTHING}, {"authentication type", PASTED_NOTHING},
	{"authentifizierungsmethode", PASTED_NOTHING}, {"requires login", PASTED_NOTHING},

	{"password", PASTED_PASSWORD}, {"passwort", PASTED_PASSWORD}, {"kennwort", PASTED_PASSWORD},
	{"mot de passe", PASTED_PASSWORD}, {"contraseña", PASTED_PASSWORD}, {"senha", PASTED_PASSWORD},
	{"palavra-passe", PASTED_PASSWORD}, {"wachtwoord", PASTED_PASSWORD},
	{"lösenord", PASTED_PASSWORD}, {"adgangskode", PASTED_PASSWORD}, {"passord", PASTED_PASSWORD},
	{"salasana", PASTED_PASSWORD}, {"hasło", PASTED_PASSWORD}, {"heslo", PASTED_PASSWORD},
	{"пароль", PASTED_PASSWORD}, {"密码", PASTED_PASSWORD}, {"パスワード", PASTED_PASSWORD},

	{"port", PASTED_PORT}, {"puerto", PASTED_PORT}, {"porta", PASTED_PORT}, {"poort", PASTED_PORT},
	{"portti", PASTED_PORT}, {"порт", PASTED_PORT}, {"端口", PASTED_PORT}, {"ポート", PASTED_PORT},

	{"encryption", PASTED_SECURITY}, {"security", PASTED_SECURITY},
	{"verschlüsselung", PASTED_SECURITY}, {"sicherheit", PASTED_SECURITY},
	{"chiffrement", PASTED_SECURITY}, {"sécurité", PASTED_SECURITY}, {"cryptage", PASTED_SECURITY},
	{"cifrado", PASTED_SECURITY}, {"seguridad", PASTED_SECURITY}, {"crittografia", PASTED_SECURITY},
	{"cifratura", PASTED_SECURITY}, {"sicurezza", PASTED_SECURITY},
	{"criptografia", PASTED_SECURITY}, {"segurança", PASTED_SECURITY},
	{"beveiliging", PASTED_SECURITY}, {"versleuteling", PASTED_SECURITY},
	{"kryptering", PASTED_SECURITY}, {"salaus", PASTED_SECURITY}, {"szyfrowanie", PASTED_SECURITY},
	{"zabezpiecz", PASTED_SECURITY}, {"šifrování", PASTED_SECURITY}, {"шифрование", PASTED_SECURITY},
	{"加密", PASTED_SECURITY}, {"暗号", PASTED_SECURITY}, {"starttls", PASTED_SECURITY},
	{"ssl", PASTED_SECURITY}, {"tls", PASTED_SECURITY},

	{"user", PASTED_USER}, {"login", PASTED_USER}, {"account name", PASTED_USER},
	{"benutzer", PASTED_USER}, {"anmeldename", PASTED_USER}, {"utilisateur", PASTED_USER},
	{"identifiant", PASTED_USER}, {"usuario", PASTED_USER}, {"utente", PASTED_USER},
	{"usuário", PASTED_USER}, {"utilizador", PASTED_USER}, {"gebruiker", PASTED_USER},
	{"användarnamn", PASTED_USER}, {"brugernavn", PASTED_USER}, {"brukernavn", PASTED_USER},
	{"käyttäjä", PASTED_USER}, {"użytkownik", PASTED_USER}, {"uživatel", PASTED_USER},
	{"пользовател", PASTED_USER}, {"用户名", PASTED_USER}, {"ユーザー", PASTED_USER},

	{"display name", PASTED_NAME}, {"from name", PASTED_NAME}, {"your name", PASTED_NAME},
	{"anzeigename", PASTED_NAME}, {"nom affiché", PASTED_NAME}, {"nombre para mostrar", PASTED_NAME},

	{"mail address", PASTED_FROM}, {"from", PASTED_FROM}, {"absender", PASTED_FROM},
	{"e-mail-adresse", PASTED_FROM}, {"adresse e-mail", PASTED_FROM},
	{"adresse mail", PASTED_FROM}, {"expéditeur", PASTED_FROM}, {"remitente", PASTED_FROM},
	{"dirección de correo", PASTED_FROM}, {"mittente", PASTED_FROM},
	{"indirizzo email", PASTED_FROM}, {"remetente", PASTED_FROM}, {"e-mailadres", PASTED_FROM},
	{"afzender", PASTED_FROM},

	{"server", PASTED_SERVER}, {"host", PASTED_SERVER}, {"serveur", PASTED_SERVER},
	{"servidor", PASTED_SERVER}, {"serwer", PASTED_SERVER}, {"palvelin", PASTED_SERVER},
	{"сервер", PASTED_SERVER}, {"服务器", PASTED_SERVER}, {"サーバー", PASTED_SERVER},
	{"smtp", PASTED_SERVER}, {"outgoing mail", PASTED_SERVER}, {"postausgang", PASTED_SERVER},
	{"courrier sortant", PASTED_SERVER}, {"correo saliente", PASTED_SERVER},
	{"posta in uscita", PASTED_SERVER}, {"uitgaande", PASTED_SERVER},
};

const char *const pasted_outgoing[] = {"smtp", "outgoing", "submission", "postausgang",
	"ausgangsserver", "ausgehend", "sortant", "saliente", "in uscita", "de saída", "uitgaand",
	"utgående", "udgående", "lähtevä", "wychodząc", "odchozí", "исходящ", "发件", "发送", "送信",
	NULL};

const char *const pasted_incoming[] = {"imap", "pop3", "incoming", "posteingang",
	"eingangsserver", "eingehend", "entrant", "entrante", "in arrivo", "de entrada", "inkomend",
	"inkommande", "indgående", "innkommende", "saapuva", "przychodząc", "příchozí", "входящ",
	"收件", "接收", "受信", NULL};
/* clang-format on */

const size_t pasted_label_count = sizeof(pasted_labels) / sizeof(pasted_labels[0]);

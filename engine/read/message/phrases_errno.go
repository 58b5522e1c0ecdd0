//go:build !lean

package message

// errnoPhrases are how glibc 2.36 tells of what a network's calls failed with, in other languages than English; every
// program passes them on.
var errnoPhrases = func() (all []phrase) {
	for _, row := range []struct {
		means Meaning
		texts []string
	}{
		{Refused, []string{
			"Connexion refusée", "Verbindungsaufbau abgelehnt", "Conexión rehusada", "Connessione rifiutata",
			"Ligação recusada", "Conexão recusada", "В соединении отказано", "拒绝连接", "連線被拒絕",
			"接続を拒否されました", "연결이 거부됨", "Verbinding is geweigerd", "Połączenie odrzucone", "Spojení odmítnuto",
			"Bağlantı reddedildi", "У з'єднанні відмовлено", "Förbindelsen förvägrad",
			// no route to the host, and no network
			"Aucun chemin d'accès pour atteindre l'hôte cible", "Keine Route zum Zielrechner",
			"No existe ninguna ruta hasta el `host'", "Nessun instradamento per l'host", "Não há rota para o host",
			"Нет маршрута до узла", "没有到主机的路由", "ホストへの経路がありません", "Brak trasy do hosta",
			"Le réseau n'est pas accessible", "Das Netzwerk ist nicht erreichbar", "La red es inaccesible",
			"La rete non è raggiungibile", "A rede está fora de alcance", "Сеть недоступна", "网络不可达",
			"ネットワークに届きません", "Sieć jest niedostępna",
		}},
		{Timeout, []string{
			"Connexion terminée par expiration du délai d'attente", "Die Wartezeit für die Verbindung ist abgelaufen",
			"Expiró el tiempo de conexión", "Connessione scaduta", "Ligação expirada", "Tempo esgotado para conexão",
			"Время ожидания соединения истекло", "连接超时", "連線超過時間", "接続がタイムアウトしました",
			"연결 시간 초과", "Przekroczony czas oczekiwania na połączenie", "Bağlantıda zaman aşımı",
			"Перевищено інтервал очікування з'єднання", "Förbindelsens tidsgräns löpte ut",
		}},
		{Closed, []string{
			"Connexion ré-initialisée par le correspondant",
			"Die Verbindung wurde vom Kommunikationspartner zurückgesetzt",
			"Conexión reinicializada por la máquina remota", "Connessione interrotta dal corrispondente",
			"Ligação reposta pelo peer", "Conexão fechada pela outra ponta", "Соединение разорвано другой стороной",
			"连接被对方重设", "連線被對方重設", "接続が相手からリセットされました", "상대편이 연결을 끊음",
			"Połączenie zerwane przez drugą stronę", "Spojení zrušeno druhou stranou", "Bağlantı karşıdan kesildi",
			"Förbindelse borttagen av partnern",
		}},
		{NoSuchHost, []string{
			"Nom ou service inconnu", "Der Name oder der Dienst ist nicht bekannt", "Nombre o servicio desconocido",
			"Nome o servizio sconosciuto", "Nome ou serviço desconhecido", "Неизвестное имя или служба",
			"未知的名称或服务", "名稱或服務未知", "名前またはサービスが不明です", "이름 혹은 서비스를 알 수 없습니다",
			"Naam of dienst is niet bekend", "Ta nazwa lub usługa jest nieznana", "Neznámé jméno nebo služba",
			"İsim ya da servis bilinmiyor", "Невідома назва чи сервіс",
			"Échec temporaire dans la résolution du nom", "Temporärer Fehler bei der Namensauflösung",
			"Fallo temporal en la resolución del nombre", "Errore temporaneo nella risoluzione del nome",
			"Falha temporário na resolução de nome", "Временный сбой в разрешении имен", "域名解析暂时失败",
			"名前解決に一時的に失敗しました",
		}},
	} {
		for _, text := range row.texts {
			all = append(all, phrase{text: text, means: row.means, faint: true})
		}
	}
	return all
}()

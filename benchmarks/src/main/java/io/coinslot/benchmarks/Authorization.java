package io.coinslot.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The access token of the run's service, fetched anew before each window. */
final class Authorization {
    private final HttpPool gateway;
    private final String basic;
    private volatile String header = "";

    Authorization(HttpPool gateway, Connection.Client client) {
        this.gateway = gateway;
        byte[] pair = (client.clientId() + ":" + client.clientSecret()).getBytes(StandardCharsets.UTF_8);
        this.basic = Base64.getEncoder().encodeToString(pair);
    }

    void refresh() throws IOException {
        HttpConnection.Answer answer = gateway.send(
                "POST",
                "/oauth2/token",
                "Authorization: Basic " + basic + "\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                "grant_type=client_credentials");
        header = "Authorization: Bearer " + Fields.required(answer.body(), "access_token") + "\r\n";
    }

    /** The header's line, its end included. */
    String header() {
        return header;
    }
}

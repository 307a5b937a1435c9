package io.coinslot.marketgateway.googleplay;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.AnsweringMarket;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.transport.PooledConnections;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.apache.http.impl.client.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A Google Play that gives prepared answers, and the real library over HTTP. */
abstract class PlayOverTheWire {
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final String APPLICATION = "/androidpublisher/v3/applications/com.example";
    static final String PURCHASE = APPLICATION + "/purchases/productsv2/tokens/token-1";
    static final String ORDER = APPLICATION + "/orders/GPA.1";

    private static final String PRIVATE_KEY = privateKey();

    AnsweringMarket market;
    PlayConsoles consoles;
    MarketLink link;

    private CloseableHttpClient connections;

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getMimeEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void open() {
        market = new AnsweringMarket();
        market.answers("/token", 200, "{\"access_token\":\"t\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
        connections = PooledConnections.open(WAIT, WAIT, WAIT);
        consoles = new PlayConsoles(
                new GooglePlaySettings(market.address(), market.address(), "issuer", WAIT, WAIT), connections);
        link = new MarketLink(
                "arcade",
                Orders.GOOGLE_PLAY,
                true,
                Map.of("packageName", "com.example"),
                new Credentials(Map.of("serviceAccountJson", account().toString())));
    }

    @AfterEach
    void close() throws IOException {
        market.close();
        connections.close();
    }

    private ObjectNode account() {
        ObjectNode account = JsonMapper.shared().createObjectNode();
        account.put("type", "service_account");
        account.put("client_id", "1");
        account.put("client_email", "coinslot@example.iam.gserviceaccount.com");
        account.put("private_key_id", "1");
        account.put("private_key", "-----BEGIN PRIVATE KEY-----\n" + PRIVATE_KEY + "\n-----END PRIVATE KEY-----\n");
        account.put("token_uri", market.address() + "/token");
        return account;
    }
}

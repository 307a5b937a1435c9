package io.coinslot.cardregistry.service;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import io.coinslot.cardregistry.journey.TestSealer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A peer and a financial company as far as their published keys go, and our own keys. */
final class PublishedPartners {
    static final ECKey PEER = signing("wallet-1");
    static final ECKey ISSUER = signing("bank-1");
    static final ECKey CHARGER = signing("market-gateway-1");
    static final RSAKey ISSUER_SEAL = sealing();

    private PublishedPartners() {}

    private static ECKey signing(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey sealing() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID("seal")
                    .keyUse(KeyUse.ENCRYPTION)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static void register(DynamicPropertyRegistry properties) throws IOException {
        Path keys = Files.createTempDirectory("card-keys");
        TestSealer.in(keys);
        Files.writeString(
                keys.resolve("cards-signing-key.json"), signing("ours").toJSONString());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        publish(server, "/wallet", new JWKSet(PEER.toPublicJWK()));
        publish(server, "/bank", new JWKSet(java.util.List.of(ISSUER.toPublicJWK(), ISSUER_SEAL.toPublicJWK())));
        publish(server, "/charger", new JWKSet(CHARGER.toPublicJWK()));
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        properties.add("coinslot.keys.directory", keys::toString);
        properties.add("coinslot.cards.peers.wallet.base-url", () -> address);
        properties.add("coinslot.cards.peers.wallet.keys-uri", () -> address + "/wallet");
        properties.add("coinslot.cards.chargers.market-gateway.keys-uri", () -> address + "/charger");
        properties.add("coinslot.cards.issuers.bank.shape", () -> "MDES");
        properties.add("coinslot.cards.issuers.bank.url", () -> address);
        properties.add("coinslot.cards.issuers.bank.token-requestor-id", () -> "12345678901");
        properties.add("coinslot.cards.issuers.bank.keys-uri", () -> address + "/bank");
    }

    private static void publish(HttpServer server, String path, JWKSet keys) {
        byte[] published = keys.toString().getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
    }
}

package io.coinslot.cardregistry.bank;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.simulators.Options;
import io.coinslot.simulators.Simulators;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated financial company in this process, and credentials sealed to its key as a peer seals them. */
public final class SimulatedBank implements AutoCloseable {
    public static final String ID = "simulated-bank";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Simulators simulators;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ECKey ourKey;

    public SimulatedBank() throws Exception {
        Path data = Files.createTempDirectory("cards-bank");
        simulators = Simulators.start(new Options(0, data, null));
        ourKey = new ECKeyGenerator(Curve.P_256).keyID("ours").generate();
        post(
                "/control/issuer/requestors",
                "{\"serviceId\":\"coinslot\",\"jwk\":" + ourKey.toPublicJWK().toJSONString() + "}");
    }

    /** What we sign with; its public half is registered. */
    public ECKey ourKey() {
        return ourKey;
    }

    public String address() {
        return simulators.address();
    }

    public JsonNode settings() {
        return get("/control/issuer/credentials?serviceId=coinslot").path("settings");
    }

    public SealedCredential seal(String accountNumber, String expiryMonth, String expiryYear, String taskId)
            throws Exception {
        RSAKey bankKey = JWKSet.parse(get("/issuer/.well-known/jwks.json").toString()).getKeys().stream()
                .filter(RSAKey.class::isInstance)
                .map(RSAKey.class::cast)
                .findFirst()
                .orElseThrow();
        String secret = "{\"cardAccountData\":{\"accountNumber\":\"" + accountNumber + "\",\"expiryMonth\":\""
                + expiryMonth + "\",\"expiryYear\":\"" + expiryYear
                + "\"},\"source\":\"ACCOUNT_ON_FILE\",\"audience\":\""
                + ID + "\",\"taskId\":\"" + taskId + "\"}";
        Instant until = Instant.now().plus(Duration.ofMinutes(15)).truncatedTo(ChronoUnit.SECONDS);
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        byte[] iv = new byte[12];
        random.nextBytes(key);
        random.nextBytes(iv);
        Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
        aes.updateAAD(until.toString().getBytes(StandardCharsets.UTF_8));
        byte[] sealed = aes.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.ENCRYPT_MODE,
                bankKey.toRSAPublicKey(),
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        HexFormat hex = HexFormat.of();
        var payload = JSON.createObjectNode();
        payload.put("publicKeyFingerprint", bankKey.getKeyID());
        payload.put("encryptedKey", hex.formatHex(rsa.doFinal(key)));
        payload.put("oaepHashingAlgorithm", "SHA256");
        payload.put("iv", hex.formatHex(iv));
        payload.put("tag", hex.formatHex(Arrays.copyOfRange(sealed, sealed.length - 16, sealed.length)));
        payload.put("encryptedData", hex.formatHex(Arrays.copyOf(sealed, sealed.length - 16)));
        payload.put("dataValidUntilTimestamp", until.toString());
        return new SealedCredential(payload.toString(), until);
    }

    /** The code in the cardholder's newest text message. */
    public String codeFor(String tokenUniqueReference) {
        for (JsonNode code : get("/control/issuer/codes?tokenUniqueReference=" + tokenUniqueReference)
                .path("items")) {
            if (code.path("state").asString().equals("LIVE")) {
                return code.path("code").asString();
            }
        }
        throw new IllegalStateException("no code was sent for " + tokenUniqueReference);
    }

    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address() + path)).GET());
    }

    public JsonNode post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(address() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        simulators.close();
        http.close();
    }
}

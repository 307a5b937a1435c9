package io.coinslot.simulators.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A payment server's own signatures by RFC 9421, written from the RFC alone; what is wrong with them can be chosen. */
public final class RequestSigner {
    private final ECKey key;
    public String receiver;
    public String keyId;
    public String algorithm = "ecdsa-p256-sha256";
    public long createdSecondsAgo;
    public List<String> covered = List.of("@method", "@path", "content-type", "content-digest");

    public RequestSigner(ECKey key, String receiver) {
        this.key = key;
        this.keyId = key.getKeyID();
        this.receiver = receiver;
    }

    /** A signed request; an empty body has no content to cover. */
    public HttpRequest request(String method, String url, String body, String nonce) {
        URI uri = URI.create(url);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("@method", method);
        values.put("@path", uri.getRawPath());
        if (uri.getRawQuery() != null) {
            values.put("@query", "?" + uri.getRawQuery());
        }
        if (!body.isEmpty()) {
            values.put("content-type", "application/json");
            values.put("content-digest", digest(body.getBytes(StandardCharsets.UTF_8)));
        }
        List<String> names = values.keySet().stream()
                .filter(name -> name.equals("@query") || covered.contains(name))
                .toList();
        String parameters = "("
                + String.join(" ", names.stream().map(name -> '"' + name + '"').toList()) + ")"
                + ";created=" + (Instant.now().getEpochSecond() - createdSecondsAgo) + ";nonce=\"" + nonce
                + "\";alg=\"" + algorithm + "\";keyid=\"" + keyId + "\";tag=\"" + receiver + "\"";
        StringBuilder base = new StringBuilder();
        names.forEach(name -> base.append('"')
                .append(name)
                .append("\": ")
                .append(values.get(name))
                .append('\n'));
        base.append("\"@signature-params\": ").append(parameters);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Signature-Input", "sig=" + parameters)
                .header("Signature", "sig=:" + sign(base.toString()) + ":");
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json").header("Content-Digest", values.get("content-digest"));
        }
        return request.build();
    }

    private String sign(String base) {
        try {
            PrivateKey privateKey = key.toECPrivateKey();
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update(base.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether a message that was received is signed by the key over all that it covers.
     *
     * @param values the message's components, named as in the header: with quotes
     */
    public static boolean isSigned(ECKey key, String input, String signature, Map<String, String> values) {
        Matcher parts = Pattern.compile("sig=(\\(([^)]*)\\).*)").matcher(input);
        if (!parts.matches()) {
            return false;
        }
        StringBuilder base = new StringBuilder();
        for (String name : parts.group(2).split(" ")) {
            base.append(name).append(": ").append(values.get(name)).append('\n');
        }
        base.append("\"@signature-params\": ").append(parts.group(1));
        try {
            PublicKey publicKey = key.toECPublicKey();
            Signature verifying = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifying.initVerify(publicKey);
            verifying.update(base.toString().getBytes(StandardCharsets.UTF_8));
            String base64 = signature.substring("sig=:".length(), signature.length() - 1);
            return verifying.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String digest(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

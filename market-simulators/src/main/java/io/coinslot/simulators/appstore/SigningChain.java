package io.coinslot.simulators.appstore;

import io.coinslot.simulators.appstore.Certificates.Party;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.EcKey;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The certificates that the store signs under, and the last one's key: root, intermediate and leaf, in base64 of their
 * DER form, as a JWS header carries them.
 */
record SigningChain(String root, String intermediate, String leaf, String leafPkcs8, String leafPublicKeyInfo) {

    static SigningChain issue(Instant now) {
        Party root = new Party("Simulated Root CA - G3", EcKey.generate());
        Party intermediate = new Party("Simulated Worldwide Developer Relations CA - G6", EcKey.generate());
        Party leaf = new Party("Simulated Mac App Store and iTunes Store Receipt Signing", EcKey.generate());
        Certificates certificates = new Certificates(now);
        Base64.Encoder base64 = Base64.getEncoder();
        return new SigningChain(
                base64.encodeToString(certificates.root(root)),
                base64.encodeToString(certificates.intermediate(intermediate, root)),
                base64.encodeToString(certificates.leaf(leaf, intermediate)),
                leaf.key().pkcs8(),
                leaf.key().publicKeyInfo());
    }

    /** The root certificate in its DER form. */
    byte[] rootCertificate() {
        return Base64.getDecoder().decode(root);
    }

    EcKey leafKey() {
        return EcKey.of(leafPkcs8, leafPublicKeyInfo);
    }

    /** Signs with a key, which is the leaf's unless something is to be wrong. */
    String sign(JsonNode claims, EcKey key) {
        ObjectNode header = Json.object().put("alg", "ES256").put("typ", "JWT");
        header.putArray("x5c").add(leaf).add(intermediate).add(root);
        return key.sign(header, claims);
    }

    /** The private half stays here. */
    @Override
    public String toString() {
        return "chain of " + root;
    }
}

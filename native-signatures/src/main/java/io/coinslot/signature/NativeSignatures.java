package io.coinslot.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A security provider that stands before the JDK's with nothing but signatures, elliptic-curve key agreement and the keys
 * of both, by AWS-LC through the Amazon Corretto Crypto Provider: the JDK takes six times as long for ES256, and far
 * longer until its compiler has seen enough of it. Hashes, MACs and ciphers are left to the JDK, which does short ones
 * sooner than a call out of Java takes.
 */
public final class NativeSignatures extends Provider {
    /** What {@link #getName()} says of it. */
    public static final String NAME = "CoinslotNativeSignatures";

    private static final long serialVersionUID = 1L;

    private static final List<Map.Entry<String, String>> SERVICES = List.of(
            Map.entry("Signature", "SHA256withECDSA"),
            Map.entry("Signature", "SHA256withECDSAinP1363Format"),
            Map.entry("Signature", "SHA256withRSA"),
            Map.entry("KeyAgreement", "ECDH"),
            Map.entry("KeyFactory", "EC"),
            Map.entry("KeyFactory", "RSA"),
            Map.entry("KeyPairGenerator", "EC"),
            Map.entry("KeyPairGenerator", "RSA"));

    private NativeSignatures(Provider provider) {
        super(NAME, "1", "Signatures by " + provider.getName());
        SERVICES.forEach(service -> putService(delegate(provider.getService(service.getKey(), service.getValue()))));
    }

    /** Whose signatures this process makes and checks. */
    public enum Outcome {
        /** AWS-LC's. */
        NATIVE,
        /** The JDK's: the native library is for another machine, or may not be loaded. */
        JDK
    }

    /**
     * Puts the provider before all others; does nothing if it stands there, or if its native library does not load.
     *
     * @return who signs from now on
     */
    public static synchronized Outcome install() {
        if (Security.getProvider(NAME) != null) {
            return Outcome.NATIVE;
        }
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        if (provider.getLoadingError() != null) {
            return Outcome.JDK;
        }
        Security.insertProviderAt(new NativeSignatures(provider), 1);
        return Outcome.NATIVE;
    }

    private Service delegate(Service service) {
        return new Service(this, service.getType(), service.getAlgorithm(), service.getClassName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
                return service.newInstance(parameter);
            }

            @Override
            public boolean supportsParameter(@Nullable Object parameter) {
                return service.supportsParameter(parameter);
            }
        };
    }
}

package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Account assertions while they are needed: under our own key, and for one registration alone. */
public final class KeptAssertions {
    /** Of this service alone, which need not be able to open what others seal. */
    static final String FILE = "cards-sealing-keyset.json";

    private final Sealer sealer;

    public KeptAssertions(Sealer sealer) {
        this.sealer = sealer;
    }

    /**
     * Under the keyset of this service; where there is none, under the one that it shared before it had its own.
     *
     * @throws io.coinslot.servicekit.key.UnusableKeys if there is neither
     */
    public static KeptAssertions under(SecretKeys keys) {
        boolean isShared = !keys.has(FILE) && keys.has(Sealer.FILE);
        return new KeptAssertions(isShared ? new Sealer(keys) : new Sealer(keys, FILE));
    }

    public String seal(String registrationId, String assertion) {
        return Base64.getEncoder()
                .encodeToString(sealer.seal(assertion.getBytes(StandardCharsets.UTF_8), context(registrationId)));
    }

    /**
     * The assertion, or null once it was erased.
     *
     * @throws AssertionNotOpened if the key that it was sealed under is not there
     */
    @Nullable
    String of(Registration registration) throws AssertionNotOpened {
        String sealed = registration.sealedAssertion();
        if (sealed == null) {
            return null;
        }
        try {
            byte[] assertion = sealer.open(Base64.getDecoder().decode(sealed), context(registration.registrationId()));
            return new String(assertion, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AssertionNotOpened(registration.registrationId(), e);
        }
    }

    private static String context(String registrationId) {
        return "account-assertion/" + registrationId;
    }
}

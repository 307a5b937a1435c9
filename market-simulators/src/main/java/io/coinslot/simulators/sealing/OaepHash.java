package io.coinslot.simulators.sealing;

import java.security.spec.MGF1ParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** The hash of the RSA padding; the mask is made with the same one. */
public enum OaepHash {
    /** SHA-256. */
    SHA256("SHA-256", MGF1ParameterSpec.SHA256),
    /** SHA-512. */
    SHA512("SHA-512", MGF1ParameterSpec.SHA512);

    private final String digest;
    private final MGF1ParameterSpec mask;

    OaepHash(String digest, MGF1ParameterSpec mask) {
        this.digest = digest;
        this.mask = mask;
    }

    OAEPParameterSpec parameters() {
        return new OAEPParameterSpec(digest, "MGF1", mask, PSource.PSpecified.DEFAULT);
    }
}

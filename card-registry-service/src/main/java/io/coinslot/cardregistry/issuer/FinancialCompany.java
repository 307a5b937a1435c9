package io.coinslot.cardregistry.issuer;

import io.coinslot.cardregistry.registration.ActivationResult;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A financial company: issuer and token service provider. One interface in the terms of the card networks'
 * digitization interfaces; how a company speaks is its adapter's affair.
 */
public interface FinancialCompany {
    /** Has a token made. Safe to repeat under the same task id. */
    TaskOutcome tokenize(TokenizeRequest request) throws IssuerFailure;

    /** What became of a task. */
    TaskOutcome lookUp(String taskId) throws IssuerFailure;

    /**
     * Has a code sent to the cardholder.
     *
     * @return until when it is good, or null if that was not told
     */
    @Nullable
    Instant requestCode(TokenHandle token, String methodId) throws IssuerFailure;

    /** Has a code checked. Both the code and how often it is tried are the financial company's affair. */
    ActivationResult activate(TokenHandle token, String authenticationCode) throws IssuerFailure;

    /**
     * Whether it keeps a device's lock (DEVICE_LOCKED) as a suspension of its own. If not, it keeps it as the token
     * requestor's: it tells that one in its place, and lifts both at once.
     */
    boolean knowsLocks();

    TokenReport suspend(TokenHandle token, Reason reason) throws IssuerFailure;

    TokenReport unsuspend(TokenHandle token, Reason reason) throws IssuerFailure;

    /** Deletes a token for good; one that is deleted already stays so. */
    TokenReport delete(TokenHandle token, Reason reason) throws IssuerFailure;

    /**
     * What is needed to pay with an active token once: its number and a cryptogram, sealed to a key of whoever charges.
     *
     * @param recipientKey public, P-256, as a JWK in JSON
     * @return a compact JWE, which nobody but the key's holder can read
     */
    String credential(TokenHandle token, String recipientKey) throws IssuerFailure;

    /**
     * A token, and the task it was made by: some companies name it by the one, some by the other.
     */
    record TokenHandle(String tokenUniqueReference, String taskId) {}

    /**
     * @param causedBy CARDHOLDER, TOKEN_REQUESTOR or DEVICE_LOCKED
     */
    record Reason(String causedBy, String reasonCode, String reason) {}

    /** What the financial company says a token's state is, and since when. */
    record TokenReport(String status, Set<String> suspendedBy, Instant statusTimestamp) {
        public TokenReport {
            suspendedBy = Set.copyOf(suspendedBy);
        }
    }
}

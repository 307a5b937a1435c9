package io.coinslot.simulators.issuer;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A card's token on one device.
 *
 * @param suspendedBy empty unless it is suspended
 * @param statusAt rises with every change
 * @param codesIssued how many activation codes the cardholder was sent
 */
record Token(
        String tokenUniqueReference,
        String serviceId,
        String taskId,
        Shape shape,
        Face face,
        String paymentAppInstanceId,
        TokenStatus status,
        List<Suspender> suspendedBy,
        Instant statusAt,
        int codesIssued,
        Instant madeAt) {

    /**
     * What the cardholder sees of it.
     *
     * @param tokenExpiry month and year, MMYY
     */
    record Face(
            String panUniqueReference,
            String paymentAccountReference,
            String tokenPanSuffix,
            String accountPanSuffix,
            String tokenExpiry,
            String accountPanExpiry,
            String brand) {}

    Token with(TokenStatus newStatus, Set<Suspender> suspenders, Instant at) {
        // A later change is later for everybody, even within one millisecond.
        Instant later = at.isAfter(statusAt) ? at : statusAt.plusMillis(1);
        return new Token(
                tokenUniqueReference,
                serviceId,
                taskId,
                shape,
                face,
                paymentAppInstanceId,
                newStatus,
                List.copyOf(suspenders),
                later,
                codesIssued,
                madeAt);
    }

    Token withFace(Face other, Instant at) {
        Token moved = with(status, suspenders(), at);
        return new Token(
                tokenUniqueReference,
                serviceId,
                taskId,
                shape,
                other,
                paymentAppInstanceId,
                status,
                suspendedBy,
                moved.statusAt(),
                codesIssued,
                madeAt);
    }

    Token withOneMoreCode() {
        return new Token(
                tokenUniqueReference,
                serviceId,
                taskId,
                shape,
                face,
                paymentAppInstanceId,
                status,
                suspendedBy,
                statusAt,
                codesIssued + 1,
                madeAt);
    }

    Set<Suspender> suspenders() {
        Set<Suspender> set = EnumSet.noneOf(Suspender.class);
        set.addAll(suspendedBy);
        return set;
    }

    boolean isLive() {
        return status != TokenStatus.DEACTIVATED;
    }
}

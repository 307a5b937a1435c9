package io.coinslot.cardregistry.claim;

/**
 * How many cards stay claimed that are on no device, because letting their claims go fails again and again. Counted from
 * time to time: what operators set their alarms on.
 */
public final class HeldClaims {
    /** About an hour of attempts; whoever is late by less has only waited for the store. */
    public static final int ATTEMPTS_UNTIL_TOLD = 20;

    /** There is no use in counting further. */
    static final int MOST_COUNTED = 1_000;

    private final Source registrations;
    private final Source tokens;
    private volatile int waiting;

    /**
     * @param registrations cards that did not get onto a device
     * @param tokens tokens that were deleted
     */
    public HeldClaims(Source registrations, Source tokens) {
        this.registrations = registrations;
        this.tokens = tokens;
    }

    /** Counts anew. */
    public void count() {
        waiting =
                registrations.held(ATTEMPTS_UNTIL_TOLD, MOST_COUNTED) + tokens.held(ATTEMPTS_UNTIL_TOLD, MOST_COUNTED);
    }

    /** Registrations and tokens of which a claim is not let go. */
    public int waiting() {
        return waiting;
    }

    /** Where claims are let go. */
    @FunctionalInterface
    public interface Source {
        /**
         * How many wait for a claim to be let go.
         *
         * @param attempts that were made in vain, at least
         * @param most after which it need not count on
         */
        int held(int attempts, int most);
    }
}

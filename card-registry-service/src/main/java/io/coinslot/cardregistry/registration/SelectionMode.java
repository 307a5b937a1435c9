package io.coinslot.cardregistry.registration;

/** Which of the offered cards are registered. */
public enum SelectionMode {
    /** All, without asking: who sends this has the cardholder's consent to the financial companies' terms. */
    ALL,
    /** Those the cardholder chooses, after accepting the terms. */
    CHOOSE
}

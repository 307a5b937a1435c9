package io.coinslot.cardregistry.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That the financial company was asked about a card until it was given up, and had not decided. The card keeps its claim
 * until an operator has the company asked again, or settles it with the company; what is heard of its task until then
 * still counts.
 *
 * @param attempts how often the company was asked
 * @param lastFailure the company's code for why it gave no answer the last time; null if it said that it has not decided
 */
public record Undecided(int attempts, @Nullable String lastFailure, Instant leftAt) {}

/**
 * The client of Coinslot's API for game backends: typed calls, tokens, safe retries and webhook verification. Ids are
 * plain strings here, because they are the game's own or opaque to it.
 */
@NullMarked
package io.coinslot.client;

import org.jspecify.annotations.NullMarked;

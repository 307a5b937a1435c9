/** What surrounds a player's watch: the phone with its payment server, the account provider, the bank. */
@NullMarked
package io.coinslot.examplegame.card;

import org.jspecify.annotations.NullMarked;

/** What players own: granted once for each purchase, and taken back when the money goes back. */
@NullMarked
package io.coinslot.examplegame.inventory;

import org.jspecify.annotations.NullMarked;

/** What players can buy, and the markets they pay at. */
@NullMarked
package io.coinslot.examplegame.shop;

import org.jspecify.annotations.NullMarked;

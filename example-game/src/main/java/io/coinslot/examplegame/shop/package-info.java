/** What players can buy, and the markets they pay at. */
@NullMarked
package io.coinslot.examplegameshop;

import org.jspecify.annotations.NullMarked;

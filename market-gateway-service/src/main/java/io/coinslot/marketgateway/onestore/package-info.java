/** ONE store, by its server API V7 over plain HTTP, as the market has no library for servers. */
@NullMarked
package io.coinslot.marketgateway.onestore;

import org.jspecify.annotations.NullMarked;

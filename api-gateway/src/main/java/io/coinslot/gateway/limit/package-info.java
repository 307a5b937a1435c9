/** Rate limits per client and per remote address. */
@NullMarked
package io.coinslot.gateway.limit;

import org.jspecify.annotations.NullMarked;

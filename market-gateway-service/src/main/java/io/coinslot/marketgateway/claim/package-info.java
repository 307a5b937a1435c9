/** Claims: one market transaction pays for one purchase, whoever comes first. */
@NullMarked
package io.coinslot.marketgateway.claim;

import org.jspecify.annotations.NullMarked;

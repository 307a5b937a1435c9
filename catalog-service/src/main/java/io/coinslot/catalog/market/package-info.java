/** The markets and what each needs to know before a service can sell there. */
@NullMarked
package io.coinslot.catalog.market;

import org.jspecify.annotations.NullMarked;

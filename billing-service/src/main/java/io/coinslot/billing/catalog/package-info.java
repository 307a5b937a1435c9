/** What billing knows of services and products: its own copy of the catalog. */
@NullMarked
package io.coinslot.billing.catalog;

import org.jspecify.annotations.NullMarked;

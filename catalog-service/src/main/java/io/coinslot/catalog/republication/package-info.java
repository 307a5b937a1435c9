/** Telling all states of the catalog anew, for when their topics have lost them. */
@NullMarked
package io.coinslot.catalog.republication;

import org.jspecify.annotations.NullMarked;

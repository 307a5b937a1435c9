/** Telling services by webhook what has become ready elsewhere: one notice per statement. */
@NullMarked
package io.coinslot.billing.notice;

import org.jspecify.annotations.NullMarked;

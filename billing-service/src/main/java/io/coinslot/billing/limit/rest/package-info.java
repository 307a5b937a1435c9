/** Limits and consents as services set them. */
@NullMarked
package io.coinslot.billing.limit.rest;

import org.jspecify.annotations.NullMarked;

/** Tenants: who shares an installation without seeing each other. Operators make them. */
package io.focusforge.gateway.tenant;

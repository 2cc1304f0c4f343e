#include "harmonics.h"

#include <math.h>

#define DEGREES_PER_TURN 360.0

static const double RADIANS_PER_DEGREE = 0.017453292519943295;

/* Angles grow large far from the epoch: reduce them before the cosine. */
static double cos_degrees(double angle)
{
    return cos(fmod(angle, DEGREES_PER_TURN) * RADIANS_PER_DEGREE);
}

double tide_sum(double hours, const double *speeds, const double *amplitudes,
                const double *phases, size_t count)
{
    double sum = 0.0;
    double lost = 0.0; /* compensated summation, after Kahan */

    for (size_t i = 0; i < count; i++) {
        double term = amplitudes[i] * cos_degrees(speeds[i] * hours - phases[i]) - lost;
        double next = sum + term;
        lost = (next - sum) - term;
        sum = next;
    }
    return sum;
}

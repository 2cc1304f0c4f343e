#import "X.h"
@class X;
/// Doc A.
@interface A : B <P> {
 int x;
}
@property (nonatomic) int p;
- (void)foo:(int)a bar:(int)b;
+ (id)cls;
@end
@implementation A
- (void)foo:(int)a bar:(int)b { return; }
@end
@protocol P
- (int)q;
@end
int f(int a) { return 1; }
@interface A (Cat)
@end

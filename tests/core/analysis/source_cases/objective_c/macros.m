#import "X.h"
@import UIKit;
NS_ASSUME_NONNULL_BEGIN
@class Foo, Bar;
@protocol P1, P2;
typedef NS_ENUM(NSInteger, TideState) {
    TideStateHigh NS_SWIFT_NAME(high) = 0,
    TideStateLow API_AVAILABLE(ios(9.0)),
};
typedef void (^TideBlock)(NSInteger level);
typedef NSArray<NSString *> *_Nullable (^TideMap)(NSDictionary<NSString *, id> *map);
FOUNDATION_EXPORT NSString * const TideName;
static NSString * const kTide = @"tide";
extern void TideRun(NSString *name, void (^done)(BOOL)) NS_SWIFT_NAME(run(name:done:));
API_AVAILABLE(ios(13.0), macos(10.15))
@interface Gauge<__covariant ObjectType> : NSObject <NSCopying, P>
{
  int _x;
}
@property (nonatomic, copy) void (^done)(BOOL);
@property (nonatomic, copy, nullable) NSString *(^map)(NSString *, int);
@property (nonatomic, readonly) NSArray<NSDictionary<NSString *, id> *> *items API_AVAILABLE(ios(9.0));
@property (nonatomic, getter=isOn) BOOL on NS_SWIFT_NAME(enabled);
@property (nonatomic, weak) id<GaugeDelegate> delegate;
@property IBOutlet UIView *view;
@property (class, readonly) Gauge *shared;
@property (nonatomic, copy, nullable) TideBlock block;
@property (nonatomic) NSUInteger a, b;
- (instancetype)init NS_UNAVAILABLE;
- (instancetype)initWithName:(NSString *)name NS_DESIGNATED_INITIALIZER;
- (instancetype)initWithName:(NSString *)name
                       level:(NSInteger)level __attribute__((objc_designated_initializer));
+ (void)animate:(void (^)(void))block done:(void (^ _Nullable)(BOOL))done NS_SWIFT_NAME(a(b:c:));
- (void)log:(NSString *)format, ... NS_FORMAT_FUNCTION(1,2);
- (void)add:(int)a :(int)b;
- (id)objectForKey:(__unused id)key API_AVAILABLE(ios(9)) NS_REQUIRES_SUPER;
@end
@implementation Gauge
@synthesize on = _on;
- (instancetype)init { return self; }
static int helper(int a) { return a - 1; }
- (void)log:(NSString *)format, ... {
   if (x) { y - 1; }
}
@end
@interface Gauge () <Q>
@property (nonatomic) int secret;
@end
@interface Gauge (Extra)
- (void)extra;
@end
@protocol GaugeDelegate <NSObject>
@optional
- (void)gauge:(Gauge *)gauge didChange:(NSInteger)level;
@required
- (NSInteger)count;
@end
NS_ASSUME_NONNULL_END

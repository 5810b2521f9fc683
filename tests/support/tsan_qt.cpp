// Shows the thread sanitizer what Qt's event queue orders. Preloaded into every test of the tsan
// preset.
//
// Debian's Qt is not instrumented, and its mutexes are futexes that the sanitizer does not see: a
// value that is posted to another thread and used there looks like a race. The functions of Qt that
// hand something to another thread are wrapped here, and what they promise is told: whatever was
// done before the call is seen by the slot that it leads to, a blocking call returns after its
// slot, and wait() after the last slot of the thread. Nothing else is told, so that races of our
// own between two threads stay visible.
//
// QMetaObject::invokeMethodImpl and QObject::connectImpl are what the inline templates of Qt 6
// call, therefore this is of one binary interface: that of the Qt it is built with.
#include <QMetaObject>
#include <QObject>
#include <QThread>

#include <dlfcn.h>

extern "C" {
void __tsan_acquire(void*) __attribute__((weak));
void __tsan_release(void*) __attribute__((weak));
}

namespace {

void acquire(const void* at)
{
    if (__tsan_acquire)
        __tsan_acquire(const_cast<void*>(at));
}

void release(const void* at)
{
    if (__tsan_release)
        __tsan_release(const_cast<void*>(at));
}

template <typename Function>
Function* next(Function*, const char* name)
{
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

// A slot that first takes over what `origin` released, and releases to its receiver and thread.
class TellingSlot final : public QtPrivate::QSlotObjectBase
{
public:
    TellingSlot(QtPrivate::QSlotObjectBase* slot, const void* origin)
        : QSlotObjectBase(&TellingSlot::act)
        , m_slot(slot)
        , m_origin(origin)
    {
        release(this);
    }

private:
    static void act(int which, QSlotObjectBase* base, QObject* receiver, void** args, bool* equal)
    {
        auto* self = static_cast<TellingSlot*>(base);
        acquire(self);
        switch (which) {
        case Destroy:
            self->m_slot->destroyIfLastRef();
            delete self;
            break;
        case Call:
            acquire(self->m_origin);
            self->m_slot->call(receiver, args);
            release(receiver);
            release(QThread::currentThread());
            break;
        case Compare:
            *equal = self->m_slot->compare(args);
            break;
        default:
            break;
        }
    }

    QtPrivate::QSlotObjectBase* m_slot;
    const void* m_origin;
};

} // namespace

#define INVOKE                                                                                     \
    "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTy" \
    "peEPv"
#define CONNECT                                                                                    \
    "_ZN7QObject11connectImplEPKS_PPvS1_S3_"                                                       \
    "PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject"
#define ACTIVATE "_ZN11QMetaObject8activateEP7QObjectPKS_iPPv"
#define WAIT "_ZN7QThread4waitE14QDeadlineTimer"

bool tellingInvoke(QObject* object, QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type,
                   void* result) asm(INVOKE);
QMetaObject::Connection tellingConnect(const QObject* sender, void** signal,
                                       const QObject* receiver, void** slotPtr,
                                       QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type,
                                       const int* types, const QMetaObject* meta) asm(CONNECT);
void tellingActivate(QObject* sender, const QMetaObject* meta, int signal,
                     void** args) asm(ACTIVATE);
bool tellingWait(QThread* thread, QDeadlineTimer deadline) asm(WAIT);

bool tellingInvoke(QObject* object, QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type,
                   void* result)
{
    static const auto real = next(&tellingInvoke, INVOKE);
    const bool done = real(object, new TellingSlot(slot, object), type, result);
    if (type == Qt::BlockingQueuedConnection)
        acquire(object);
    return done;
}

QMetaObject::Connection tellingConnect(const QObject* sender, void** signal,
                                       const QObject* receiver, void** slotPtr,
                                       QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type,
                                       const int* types, const QMetaObject* meta)
{
    static const auto real = next(&tellingConnect, CONNECT);
    return real(sender, signal, receiver, slotPtr, new TellingSlot(slot, sender), type, types,
                meta);
}

void tellingActivate(QObject* sender, const QMetaObject* meta, int signal, void** args)
{
    static const auto real = next(&tellingActivate, ACTIVATE);
    release(sender);
    real(sender, meta, signal, args);
}

bool tellingWait(QThread* thread, QDeadlineTimer deadline)
{
    static const auto real = next(&tellingWait, WAIT);
    const bool ended = real(thread, deadline);
    acquire(thread);
    return ended;
}

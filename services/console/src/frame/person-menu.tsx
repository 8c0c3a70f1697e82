import { Avatar, Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { type Locale, locales, session } from '@ringbase/contracts';
import { IconCheck, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { command, request } from '../client/request.js';
import { sessionQuery, useSession } from '../features/session/use-session.js';
import { openShortcuts } from '../keyboard/shortcuts-help.js';
import { speak } from '../languages/i18n.js';
import { initialsOf } from '../parts/initials.js';
import { tellProblem } from '../parts/tell.js';

const languageNames: Record<Locale, string> = { en: 'English', ru: 'Русский', bg: 'Български' };
const schemes = ['light', 'dark', 'auto'] as const;

export function PersonMenu() {
  const { t, i18n } = useTranslation();
  const { person, company } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const queries = useQueryClient();
  const navigate = useNavigate();

  const changeLocale = async (locale: Locale) => {
    await speak(locale);
    try {
      await command('PUT', '/session/locale', { body: { locale } });
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0, queryFn: () => request('GET', '/session', session) });
    } catch (error) {
      tellProblem(error);
    }
  };
  const signOut = async () => {
    try {
      await command('DELETE', '/session');
    } catch (error) {
      return tellProblem(error);
    }
    await navigate({ to: '/sign-in', search: {} });
    queries.clear();
  };
  const mark = (chosen: boolean) =>
    chosen ? <IconCheck size={14} aria-hidden /> : <span style={{ width: 14, display: 'inline-block' }} />;

  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <UnstyledButton data-testid="person-menu" style={{ borderRadius: 999 }}>
          <Avatar size={32} color="sea" variant="light" name={person.name}>
            {initialsOf(person.name)}
          </Avatar>
          <VisuallyHidden>{t('frame.person.menu', { name: person.name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <div style={{ color: 'var(--mantine-color-text)', fontWeight: 600 }}>{person.name}</div>
          {t(`role.${person.role}`)} · {company.name}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('frame.person.language')}</Menu.Label>
        {locales.map((locale) => (
          <Menu.Item
            key={locale}
            lang={locale}
            leftSection={mark(i18n.language === locale)}
            onClick={() => void changeLocale(locale)}
            data-testid={`locale-${locale}`}
          >
            {languageNames[locale]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('frame.person.theme')}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            leftSection={mark(colorScheme === scheme)}
            onClick={() => setColorScheme(scheme)}
            data-testid={`theme-${scheme}`}
          >
            {t(`frame.theme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={14} aria-hidden />} onClick={openShortcuts}>
          {t('keyboard.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={14} aria-hidden />} onClick={() => void signOut()} data-testid="sign-out">
          {t('frame.person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
